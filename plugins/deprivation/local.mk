nobase_dist_plugin_DATA += %D%/plugin.yaml %D%/README.md
nobase_dist_plugin_DATA += %D%/indicators/income-deprived-tenth.yaml
nobase_dist_plugin_DATA += %D%/indicators/most-deprived-fifth.yaml
nobase_dist_plugin_DATA += %D%/indicators/most-deprived-tenth.yaml

dist_check_SCRIPTS += %D%/tests/shares.sh
