nobase_dist_plugin_DATA += %D%/plugin.yaml
nobase_dist_plugin_DATA += %D%/indicators/offences.yaml
nobase_dist_plugin_DATA += %D%/indicators/peak-share.yaml
nobase_dist_plugin_DATA += %D%/indicators/seasonal-index.yaml
