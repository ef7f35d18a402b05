/** The dialog in which a text is chosen: typed, or from lessons by layout class. */
import { element, make } from "./elements.js";
import { lessons } from "./lessons.js";
import { word } from "./words.js";

/** Opens the dialog; `choose` is called with the text that is asked for. */
export function openChooser(choose) {
  const dialog = element("chooser");
  const leaveWith = (text) => {
    dialog.close();
    choose(text);
  };
  element("leave").onclick = () => dialog.close();
  element("own").onsubmit = (event) => {
    event.preventDefault();
    leaveWith(element("typed").value);
  };
  element("lessons").onclick = ({ target }) => target.matches("button") && leaveWith(target.textContent);
  fillLessons();
  dialog.showModal();
}

/** Writes the list of lessons in the present language. */
function fillLessons() {
  const items = lessons.map(({ layout, texts }) => {
    const choices = texts.map((text) => make("button", { type: "button", lang: "ko" }, text));
    return make("li", {}, make("span", {}, word(`layouts.${layout}`)), make("div", {}, ...choices));
  });
  element("lessons").replaceChildren(...items);
}
