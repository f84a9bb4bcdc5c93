nobase_dist_plugin_DATA += %D%/plugin.yaml %D%/README.md %D%/narrative.lua
nobase_dist_plugin_DATA += %D%/indicators/offences.yaml
nobase_dist_plugin_DATA += %D%/indicators/robbery.yaml
