cp -r plugins/asb plugins/second
