rm -r plugins
