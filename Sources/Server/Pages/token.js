/**
 * The token that this tab shows to a server which wants one: out of the address (`/#token=…`, `/#한글&token=…`), or asked for when the
 * server refuses. It is kept for as long as the tab is open, and stays out of the address bar, which is passed on and photographed.
 */
import { element, make } from "./elements.js";
import { word } from "./words.js";

let shown = remembered();
let dialog, answer;
takeToken();

/** The token to show, undefined where there is none. */
export const presentToken = () => shown;

/** Takes the token out of the address, if one is there; whether there was. */
export function takeToken() {
  const parts = location.hash.slice(1).split("&");
  const found = parts.find((part) => part.startsWith("token="));
  if (!found) return false;
  remember(found.slice("token=".length));
  dialog?.close();
  const rest = parts.filter((part) => part !== found).join("&");
  history.replaceState(history.state, "", location.pathname + location.search + (rest && `#${rest}`));
  return true;
}

/** Asks for a token, and says why (the code of the server's error); `use` is called with the one that is given. */
export function askForToken(code, use) {
  if (!dialog) prepare();
  answer = use;
  element("token-reason").textContent = word(`tokens.${code}`);
  if (!dialog.open) dialog.showModal();
}

function prepare() {
  const labelled = (made, key) => {
    made.dataset.word = key; // spoken anew with the page when its language changes
    made.textContent = word(key);
    return made;
  };
  const typed = make("input", { id: "token", type: "password", autocomplete: "off", required: true });
  const form = make("form", {},
    labelled(make("h2", { id: "token-title" }), "tokens.title"), make("p", { id: "token-reason" }),
    labelled(make("label", { htmlFor: "token" }), "tokens.token"),
    make("div", { className: "row" }, typed, labelled(make("button", { className: "first" }), "tokens.show")),
    labelled(make("button", { className: "plain", type: "button", onclick: () => dialog.close() }), "tokens.later"));
  dialog = make("dialog", { id: "token-dialog" }, form);
  dialog.setAttribute("aria-labelledby", "token-title");
  dialog.setAttribute("aria-describedby", "token-reason");
  dialog.onclose = () => (typed.value = "");
  form.onsubmit = (event) => {
    event.preventDefault();
    remember(typed.value.trim());
    dialog.close();
    answer(shown);
  };
  document.body.append(dialog);
  // Whoever puts it off can look at what is there, and comes back to it beside the state of the connection.
  const again = make("button", { id: "token-again", type: "button", onclick: () => dialog.showModal() });
  element("connection").after(labelled(again, "tokens.title"));
}

// Storage may be switched off: then the token is gone with the page.
function remembered() {
  try {
    return sessionStorage.getItem("token") ?? undefined;
  } catch {
    return undefined;
  }
}

function remember(token) {
  shown = token;
  try {
    sessionStorage.setItem("token", token);
  } catch {}
}
