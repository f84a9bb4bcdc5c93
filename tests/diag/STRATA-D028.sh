echo stret=/downloads/street
