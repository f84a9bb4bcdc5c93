mv plugins/asb/indicators/burglary.yaml ../elsewhere.yaml && ln -s ../../../../elsewhere.yaml plugins/asb/indicators/burglary.yaml
