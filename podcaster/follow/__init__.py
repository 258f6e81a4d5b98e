"""Sources watched: what they bring becomes episodes, each piece exactly once, with nobody looking.

::

    a source -> Found -> piece in the state database -> material in the show's folder -> episode -> feed

The state database says of every piece where it stands, since when, after how many tries and why. A run that is killed
at any point is taken up by the next one: what was in work is done again, and comes to the same place under the same
guid.
"""
