nobase_dist_plugin_DATA += %D%/plugin.yaml
nobase_dist_plugin_DATA += %D%/indicators/most-deprived-tenth.yaml
