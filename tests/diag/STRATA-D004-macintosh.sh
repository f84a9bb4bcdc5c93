printf 'id: asb\rtitle: Anti-social behaviour\r' >plugins/asb/plugin.yaml
