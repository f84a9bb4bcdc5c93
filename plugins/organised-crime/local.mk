nobase_dist_plugin_DATA += %D%/plugin.yaml %D%/README.md %D%/narrative.lua
nobase_dist_plugin_DATA += %D%/indicators/disruptions.yaml
nobase_dist_plugin_DATA += %D%/indicators/groups.yaml
nobase_dist_plugin_DATA += %D%/indicators/higher-threat.yaml
nobase_dist_plugin_DATA += %D%/forms/disruptions.csv
nobase_dist_plugin_DATA += %D%/forms/organised-crime-groups.csv
