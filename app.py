"""The web app: set-up, navigation, and the one place where an error becomes a French sentence."""

import logging

import streamlit as st

from ctgbot.errors import CtgbotError
from ctgbot.web.compare import comparison
from ctgbot.web.control import control
from ctgbot.web.corpus import corpus
from ctgbot.web.draft import drafting
from ctgbot.web.face import face
from ctgbot.web.frame import ICON, dress
from ctgbot.web.measure import measure
from ctgbot.web.questions import questions
from ctgbot.web.words import as_markdown

_UNEXPECTED = (
    "Une erreur inattendue s'est produite. Rechargez la page ; si elle revient, transmettez le journal du programme."
)

st.set_page_config(page_title="Assistant CTG", page_icon=str(ICON), layout="centered")
dress()
page = st.navigation(
    [
        st.Page(questions, title="Questions", icon=":material/forum:", default=True),
        st.Page(control, title="Contrôle", icon=":material/fact_check:", url_path="controle"),
        st.Page(comparison, title="Comparaison", icon=":material/compare_arrows:", url_path="comparaison"),
        st.Page(face, title="Face à face", icon=":material/compare:", url_path="face-a-face"),
        st.Page(drafting, title="Rédaction", icon=":material/edit_document:", url_path="redaction"),
        st.Page(corpus, title="Corpus", icon=":material/folder_open:", url_path="corpus"),
        st.Page(measure, title="Mesure", icon=":material/speed:", url_path="mesure"),
    ]
)
try:
    page.run()
except CtgbotError as error:
    st.error(as_markdown(str(error)), icon=":material/error:")
except Exception:
    logging.getLogger("ctgbot").exception("page failed")
    st.error(_UNEXPECTED, icon=":material/error:")
