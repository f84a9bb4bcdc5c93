nobase_dist_plugin_DATA += %D%/plugin.yaml %D%/README.md
nobase_dist_plugin_DATA += %D%/indicators/most-deprived-tenth.yaml
