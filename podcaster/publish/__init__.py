"""A show is sent to where it is hosted, so that its feed is right at every moment.

:func:`~podcaster.publish.plan.plan_uploads` says what has to be there, :func:`~podcaster.publish.run.publish` sends
it; a place to publish to is a :class:`~podcaster.publish.targets.Storage`.
"""
