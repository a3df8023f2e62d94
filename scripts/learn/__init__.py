"""Learning the weights of ``models/weights/`` from gold: decisions, a small learner, passes over the articles."""
