"""All that sendsat relies on inside Streamlit and that Streamlit does not promise to keep: the one list of it.

Nothing else but `serving/in_turn` imports a module of Streamlit's own. Rules for looks and scripts name parts of its
pages; each of them stands in `PARTS`. After an upgrade tests/ui/frame/test_streamlit_hooks.py and
tests/browser/frame/test_streamlit_parts.py tell what is gone.
"""

import asyncio
import logging
from collections.abc import Callable
from contextlib import suppress
from types import SimpleNamespace
from typing import NamedTuple

import streamlit
from streamlit import config, net_util
from streamlit import logger as streamlit_logger
from streamlit.delta_generator import DeltaGenerator
from streamlit.elements.lib.mutable_expander_container import ExpanderContainer
from streamlit.errors import StreamlitAPIException
from streamlit.proto.BackMsg_pb2 import BackendOperationRequest
from streamlit.proto.ForwardMsg_pb2 import BackendOperationResponse, DeferredFileResponsePayload
from streamlit.proto.NewSession_pb2 import CustomThemeConfig
from streamlit.runtime import app_session, runtime
from streamlit.runtime.backend_operation_handler import DeferredFileHandler
from streamlit.runtime.pages_manager import PagesManager

from sendsat.ui.frame import state

Place = DeltaGenerator
"""A place on the page to draw in: what `st.empty` and `st.container` give."""

Fold = ExpanderContainer
"""A place that folds: what `st.expander` gives. It says whether it is open."""

HEAVY = "streamlit.elements.plotly_chart"
"""What Streamlit would import at the first chart."""

SENDS_LATER = "setTimeout(()=>{this.sendUpdateWidgetsMessage("
"""How Streamlit's browser code sends a press: with a timer, which `pressing.js` knows by the name in it."""

HANDLE = "handle"
SETUP = "setup_formatter"
TRACEBACK = "traceback"

SIGNED_IN_COOKIE = "_streamlit_user"
"""The cookie that says who is signed in; empty where a sign-in was refused."""
NAMES = (
    "streamlit.config.set_option",
    "streamlit.delta_generator.DeltaGenerator",
    "streamlit.elements.lib.mutable_expander_container.ExpanderContainer.open",
    "streamlit.errors.StreamlitAPIException",
    "streamlit.logger.setup_formatter",
    "streamlit.logger.update_formatter",
    "streamlit.net_util._external_ip",
    "streamlit.proto.ClientState_pb2.ClientState",
    "streamlit.proto.WidgetStates_pb2.WidgetStates",
    "streamlit.proto.ForwardMsg_pb2.ForwardMsg",
    "streamlit.proto.NewSession_pb2.CustomThemeConfig",
    "streamlit.runtime.app_session._populate_theme_msg",
    "streamlit.runtime.app_session._close_script_event_loop",
    "streamlit.runtime.app_session.AppSession",
    "streamlit.runtime.app_session.AppSession._create_scriptrunner",
    "streamlit.runtime.app_session.AppSession._settle_once_delivered",
    "streamlit.runtime.app_session.AppSession.has_fragment",
    "streamlit.runtime.app_session.AppSession.page_script_hash",
    "streamlit.runtime.app_session.AppSession.request_rerun",
    "streamlit.runtime.app_session.AppSession.session_state",
    "streamlit.runtime.backend_operation_handler.DeferredFileHandler.handle",
    "streamlit.runtime.forward_msg_queue.ForwardMsgQueue.clear",
    "streamlit.runtime.media_file_manager.MediaFileManager.execute_deferred",
    "streamlit.runtime.runtime.traceback.print_exc",
    "streamlit.runtime.pages_manager.PagesManager.uses_pages_directory",
    "streamlit.runtime.scriptrunner.script_runner.ScriptRequests",
    "streamlit.runtime.scriptrunner.script_runner.ScriptRunner._run_script",
    "streamlit.runtime.scriptrunner.script_runner.ScriptRunner._set_execing_flag",
    "streamlit.runtime.scriptrunner_utils.script_requests.RerunData.page_script_hash",
    "streamlit.runtime.scriptrunner_utils.script_requests.RerunData.query_string",
    "streamlit.runtime.scriptrunner_utils.script_requests.RerunData.widget_states",
    "streamlit.runtime.scriptrunner_utils.script_requests.ScriptRequest",
    "streamlit.runtime.scriptrunner_utils.script_requests.ScriptRequestType",
    "streamlit.runtime.scriptrunner_utils.script_requests.ScriptRequests._request_rerun_locked",
    "streamlit.runtime.state.SessionState._new_widget_state",
    "streamlit.runtime.state.common.WidgetMetadata.fragment_id",
    "streamlit.runtime.state.safe_session_state.SafeSessionState.on_script_will_rerun",
    "streamlit.runtime.state.session_state.WStates.widget_metadata",
    "streamlit.web.server.starlette.starlette_server_config.USER_COOKIE_NAME",
    HEAVY,
)
"""Names in Streamlit's code."""


class Part(NamedTuple):
    """A part of Streamlit's pages: a CSS selector that finds it, and a page of the demonstration on which it stands."""

    selector: str
    page: str


SECTION = "leadership?part=1.1&team=Whole+college+leadership"
RESULTS, PLAN, WALL = "results", "actions", "wall"
TIMELINE = "actions?view=Timeline"
"""The timeline, with its picture opened."""
OPENED = "opened"
"""A section page on which the first statement's evidence and actions are open."""
CHOOSING = "choosing"
"""The same with the list of a choice open."""
PHONE = "phone"
"""The first page on a phone: the sidebar is collapsed."""
PARTS = (
    # Whole pages.
    Part("[data-testid=stApp][data-test-script-state=notRunning]", SECTION),
    Part("[data-testid=stMain] [data-testid=stMainBlockContainer] > [data-testid=stVerticalBlock]", SECTION),
    Part("[data-testid=stHeader]", SECTION),
    Part("[data-testid=stSidebar] [data-testid=stSidebarContent]", SECTION),
    Part("[data-testid=stSidebar][data-collapsed=true]", PHONE),
    Part("[data-testid=stExpandSidebarButton]", PHONE),
    Part("[data-testid=stSidebarCollapseButton] button", SECTION),
    # Every element's key is a class of what holds it.
    Part("[data-testid=stVerticalBlock] > [class*=st-key-rating_]", SECTION),
    Part("[data-testid=stColumn]:has([class*=st-key-beside_])", SECTION),
    Part('[class*="st-key-text_"] textarea', SECTION),
    Part(".st-key-parts > div button p", SECTION),
    Part(".st-key-menu > div a[href*=leadership]", RESULTS),
    Part("[class*=st-key-standing_] a", ""),
    Part(
        ".st-key-cards > [data-testid=stLayoutWrapper] > [data-testid=stVerticalBlock] > :first-child"
        " > [data-testid=stHtml] > .state",
        SECTION,
    ),
    # Widgets.
    Part("[data-testid=stButtonGroup] [role=radio][aria-checked=true]", SECTION),
    Part("[data-testid=stBaseButton-tertiary]", SECTION),
    Part("[data-testid=stCheckbox] label > div:first-of-type", SECTION),
    Part("[data-testid=stCheckbox] label > div:first-of-type", OPENED),
    Part("[role=listbox] [role=option]", CHOOSING),
    Part("[role=group]:has(> [data-testid=stMultiSelectTagsContainer]) [data-tag] button", OPENED),
    Part("[role=group] > [role=combobox]", SECTION),
    Part("[data-testid=stTextAreaRootElement] > textarea", SECTION),
    Part("[data-testid=stTextInputRootElement] input", OPENED),
    Part("[data-testid=stDateInputField]", OPENED),
    Part("[data-testid=stNumberInput] input", "workshop"),
    Part("[data-testid=stDownloadButton] button", "report"),
    # Charts and tables.
    Part(".js-plotly-plot .ytick text", TIMELINE),
    Part('[data-testid=stElementToolbar] button[aria-label^="Download as CSV"]', PLAN),
    # How somebody reads.
    Part("[data-testid=stCaptionContainer]", "workshop"),
    Part("[data-testid=stMarkdownContainer] p", SECTION),
    # Paper.
    Part("[data-testid=stButton]", SECTION),
    Part("[data-testid=stHorizontalBlock] [data-testid=stColumn]", SECTION),
    Part("[data-testid=stTextArea] textarea", SECTION),
    Part("[data-testid=stTextInput] input", OPENED),
    Part("[data-testid=stDateInput] [role=group] span[data-type]", OPENED),
    Part("[data-testid=stMultiSelect] [data-tag]", OPENED),
    Part("[data-testid=stIconMaterial]", SECTION),
    Part("[data-testid=stSelectbox] input", RESULTS),
    Part("[data-testid=stFullScreenFrame] > [data-testid=stPlotlyChart] .js-plotly-plot .main-svg", TIMELINE),
    Part("[data-testid=stExpander] > details > [data-testid=stExpanderDetails]", RESULTS),
    Part("[data-testid=stDataFrame]", PLAN),
    Part("[data-testid=stPopover] button", PLAN),
    Part("[data-testid=stPageLink]", ""),
    Part("[data-testid=stFileUploader]", "files"),
    # The wall.
    Part("[data-testid=stLayoutWrapper] > .st-key-wall_controls", WALL),
    Part(".st-key-wall_screen > [data-testid=stLayoutWrapper] > [data-testid=stVerticalBlock]", WALL),
    Part(".stElementContainer > [data-testid=stHtml] > style", WALL),
    Part(".st-key-wall_controls [data-testid=stElementContainer] [data-testid=stButton] button", WALL),
)


def named_fragment(name: str, draw: Callable[..., None]) -> Callable[..., None]:
    """A fragment that is another under another name, also where it stands in the same place of the page.

    To Streamlit it would be the same. Then a press on what was drawn under the name before would be one on what stands
    there now, where both have a button with one key; like this `serving/in_turn/presses.py` tells them apart.
    """

    def drawn(*given: object) -> None:
        draw(*given)

    drawn.__qualname__ = name
    return streamlit.fragment(drawn, key=name)


def draw_parts(*names: str) -> None:
    """From a callback: draw only these fragments; the whole page where it was left, and one of them with it."""
    with suppress(StreamlitAPIException):
        streamlit.rerun(list(names))


def draw_all() -> None:
    """From a callback of a fragment: draw the whole page, whose other parts and links say what it has changed too."""
    streamlit.rerun()


def serve_deep_links() -> None:
    """Else a folder named pages/ makes Streamlit tell the first visitor of a deep link that it does not exist."""
    PagesManager.uses_pages_directory = False


def ask_nobody_for_our_address() -> None:
    """Else Streamlit asks a server on the internet for this computer's address, for a visitor from elsewhere."""
    net_util._external_ip = "localhost"


def leave_names_to_our_door() -> None:
    """Else Streamlit would refuse a room's network what `serving/hosts.py` lets in: its list is for `streamlit run`."""
    config.set_option("server.allowedHosts", [])


def seal_cookies_with(secret: str) -> None:
    """Else the cookie that remembers where somebody was sent to sign in would not be understood after a restart."""
    config.set_option("server.cookieSecret", secret)


def leave_the_log_to_ours() -> None:
    """Else each of Streamlit's loggers writes by itself, and an error with its message, which may hold typed words."""

    def without_handler(logger: logging.Logger) -> None:
        for handler in logger.handlers[:]:
            logger.removeHandler(handler)
        logger.propagate = True

    config.set_option("logger.enableRich", False)
    setattr(streamlit_logger, SETUP, without_handler)
    streamlit_logger.update_formatter()
    setattr(runtime, TRACEBACK, SimpleNamespace(print_exc=_log_what_ended_the_runtime))


def _log_what_ended_the_runtime() -> None:
    logging.getLogger(__name__).error("Streamlit's runtime ended by an error.", exc_info=True)


def work_out_the_theme_once() -> None:
    """Else Streamlit reads hundreds of its options anew at every press: a fifth of all that the server does for one."""
    populate = app_session._populate_theme_msg
    if populate.__module__ == __name__:
        return
    known: dict[str, bytes] = {}

    def remembered(msg: CustomThemeConfig, section: str = "theme") -> None:
        if section not in known:
            fresh = CustomThemeConfig()
            populate(fresh, section)
            known[section] = fresh.SerializeToString()
        if known[section]:  # a part of the theme that has no options must not be there at all
            msg.MergeFromString(known[section])

    app_session._populate_theme_msg = remembered


def tell_of_failed_downloads(words: Callable[[Exception], str]) -> None:
    """Else Streamlit says of a file that cannot be made only that it failed; `words` says why, from the error."""

    async def handle(
        handler: DeferredFileHandler, request: BackendOperationRequest, session_id: str
    ) -> BackendOperationResponse:
        manager, file_id = handler._get_media_file_mgr(), request.deferred_file.file_id
        try:
            url = await asyncio.to_thread(manager.execute_deferred, file_id)
        except Exception as error:
            return BackendOperationResponse(request_id=request.request_id, error_msg=words(error))
        payload = DeferredFileResponsePayload(url=url)
        return BackendOperationResponse(request_id=request.request_id, deferred_file=payload)

    setattr(DeferredFileHandler, HANDLE, handle)


def fold(label: str, *, key: str, icon: str | None = None) -> Fold:
    """An expander that says whether it is open, so that what is in it can be drawn only then.

    To Streamlit one with another label is another, and closed: a name that was changed or a number that grew would
    close it over what somebody works at. Here it stays as it was.
    """
    held = streamlit.session_state
    labels = held.setdefault(state.FOLD_LABELS, {})
    if labels.get(key, label) != label and key in held:
        held[key] = bool(held[key])
    labels[key] = label
    return streamlit.expander(label, key=key, icon=icon, on_change="rerun")
