nobase_dist_plugin_DATA += %D%/plugin.yaml %D%/README.md %D%/narrative.lua
nobase_dist_plugin_DATA += %D%/indicators/aged-65-and-over.yaml
nobase_dist_plugin_DATA += %D%/indicators/children.yaml
nobase_dist_plugin_DATA += %D%/indicators/cyclists.yaml
nobase_dist_plugin_DATA += %D%/indicators/ksi.yaml
nobase_dist_plugin_DATA += %D%/indicators/pedestrians.yaml
nobase_dist_plugin_DATA += %D%/forms/road-casualties.csv
