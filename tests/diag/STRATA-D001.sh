rm assessment.yaml
