"""Speed, watched as ratios to a floor measured in the same run; never a timed test."""
