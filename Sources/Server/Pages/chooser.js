/** The dialog in which a text is chosen: typed, or from lessons by layout class. */
import { element, make } from "./elements.js";
import { word } from "./words.js";

/** By layout class: where the vowel stands, and whether a final consonant carries the block. */
const lessons = [
  { layout: "right", texts: ["가나다", "서리", "바다", "이야기"] },
  { layout: "below", texts: ["고소", "구두", "그리스", "오후"] },
  { layout: "around", texts: ["과외", "귀의", "쥐와", "왜"] },
  { layout: "rightFinal", texts: ["강산", "한식", "별빛", "집안"] },
  { layout: "belowFinal", texts: ["꽃", "봄꽃", "국물", "음운"] },
  { layout: "aroundFinal", texts: ["관광", "원칙", "뒷편", "획"] },
  { layout: "rightCluster", texts: ["닭", "넋", "앉", "값싼"] },
  { layout: "belowCluster", texts: ["굶", "흙", "읊", "옮"] },
  { layout: "words", texts: ["한글", "필순", "먹과 붓", "훈민정음"] },
];

/** Prepares the dialog; `choose` is called with each text that is asked for. */
export function prepareChooser(choose) {
  const dialog = element("chooser");
  const leaveWith = (text) => {
    dialog.close();
    choose(text);
  };
  element("choose").onclick = () => dialog.showModal();
  element("leave").onclick = () => dialog.close();
  element("own").onsubmit = (event) => {
    event.preventDefault();
    leaveWith(element("typed").value);
  };
  element("lessons").onclick = ({ target }) => target.matches("button") && leaveWith(target.textContent);
}

/** Writes the list of lessons in the present language. */
export function fillLessons() {
  const items = lessons.map(({ layout, texts }) => {
    const choices = texts.map((text) => make("button", { type: "button", lang: "ko" }, text));
    return make("li", {}, make("span", {}, word(`layouts.${layout}`)), make("div", {}, ...choices));
  });
  element("lessons").replaceChildren(...items);
}
