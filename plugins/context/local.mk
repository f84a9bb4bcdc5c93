nobase_dist_plugin_DATA += %D%/plugin.yaml %D%/README.md
nobase_dist_plugin_DATA += %D%/indicators/aged-15-24.yaml
nobase_dist_plugin_DATA += %D%/indicators/households.yaml
nobase_dist_plugin_DATA += %D%/indicators/one-person.yaml
nobase_dist_plugin_DATA += %D%/indicators/private-rent.yaml
nobase_dist_plugin_DATA += %D%/indicators/residents.yaml
