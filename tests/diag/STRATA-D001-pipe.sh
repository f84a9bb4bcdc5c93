rm recommendations.yaml && mkfifo recommendations.yaml
