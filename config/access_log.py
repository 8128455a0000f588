"""What gunicorn writes of each request, and of what went wrong, without the secrets in its address or its referrer."""

from gunicorn.glogging import Logger

from .masking import HideSecrets


class SecretsHidden(Logger):
    def setup(self, cfg):
        super().setup(cfg)
        for log in (self.access_log, self.error_log):
            log.addFilter(HideSecrets())
