import nbformat
import pytest

from helpers.build.widgets import PLACEHOLDER, STATE, VIEW, static_data, widget_states


def bundle(**rest):
    return {VIEW: {"model_id": "w"}} | {mime.replace("_", "/"): content for mime, content in rest.items()}


def bar_states(value, hidden=False):
    """What nbclient records of a tqdm notebook bar of 4 steps."""
    return {
        "w": {"children": ["IPY_MODEL_l", "IPY_MODEL_b", "IPY_MODEL_r"], "layout": "IPY_MODEL_y"},
        "l": {"_model_name": "HTMLModel", "value": "a\u2007&amp;\u2007b:\u2007" + f"{25 * value}%"},
        "b": {"_model_name": "FloatProgressModel", "value": value, "max": 4.0},
        "r": {"_model_name": "HTMLModel", "value": f"\u2007{value}/4"},
        "y": {"visibility": "hidden"} if hidden else {},
    }


@pytest.mark.parametrize(
    "pictures", [{"text_html": "<b>1</b>"}, {"image_png": "aGk="}, {"text_plain": "0.25 of 1"}]
)
def test_static_pictures_stay_and_the_view_goes(pictures):
    data = bundle(**pictures)
    assert static_data(data, {}) == {mime: content for mime, content in data.items() if mime != VIEW}


@pytest.mark.parametrize("text", ["IntSlider(value=0)", "HBox(children=(IntSlider(value=0),))"])
def test_a_bare_widget_becomes_a_sentence(text):
    assert static_data(bundle(text_plain=text), {}) == {"text/plain": PLACEHOLDER}
    assert static_data(bundle(), {}) == {"text/plain": PLACEHOLDER}


def test_a_live_view_beside_a_picture_of_its_own_leaves_nothing():
    assert static_data(bundle(text_plain=""), {}) is None


def test_progress_bar_shows_its_last_state():
    shown = static_data(bundle(text_plain="a & b:   0%|          | 0/4"), bar_states(2))
    assert shown == {"text/plain": "a & b: 50%|█████     | 2/4"}


def test_progress_bar_that_was_closed_leaves_nothing():
    assert static_data(bundle(text_plain="0%|"), bar_states(4, hidden=True)) is None


def test_states_are_read_from_the_notebooks_metadata():
    notebook = nbformat.v4.new_notebook(
        metadata={"widgets": {STATE: {"state": {"w": {"state": {"value": 3}}}}}}
    )
    assert widget_states(notebook) == {"w": {"value": 3}}
    assert widget_states(nbformat.v4.new_notebook()) == {}
