"""Every register of a negotiation, by name."""

from casework.negotiation.agreement.registers import REGISTERS as AFTER
from casework.negotiation.meeting.registers import REGISTERS as AT_THE_TABLE
from casework.negotiation.representative.roster import REPRESENTATIVE
from casework.negotiation.voice.registers import DEMAND, TOPIC

REGISTERS = {one.name: one for one in (REPRESENTATIVE, DEMAND, TOPIC, *AT_THE_TABLE, *AFTER)}
