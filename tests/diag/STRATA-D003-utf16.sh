iconv -f UTF-8 -t UTF-16 plugins/asb/plugin.yaml > new && mv new plugins/asb/plugin.yaml
