from .allies import pulse_allies
from .asking import round_ask, round_row
from .criteria import pulse_criteria
from .customers import answer_alone, customer_pulse
from .links import round_links
from .overview import pulse_overview, pulse_rhythm
from .personal import personal, personal_mail
from .promises import promise_detail, promise_do, promise_edit, promise_list, promise_new, promise_tell
from .rounds import round_close, round_detail, round_open, round_reopen, round_take_back

__all__ = [
    "answer_alone",
    "customer_pulse",
    "personal",
    "personal_mail",
    "promise_detail",
    "promise_do",
    "promise_edit",
    "promise_list",
    "promise_new",
    "promise_tell",
    "pulse_allies",
    "pulse_criteria",
    "pulse_overview",
    "pulse_rhythm",
    "round_ask",
    "round_close",
    "round_detail",
    "round_links",
    "round_open",
    "round_reopen",
    "round_row",
    "round_take_back",
]
