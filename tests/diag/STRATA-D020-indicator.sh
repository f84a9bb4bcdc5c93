cp plugins/asb/indicators/incidents.yaml plugins/asb/indicators/burglary.yaml
