/** The element of this id, of which the page has one. */
export const element = (id) => document.getElementById(id);

/** A new element; `parts` are its children or texts. */
export function make(name, properties = {}, ...parts) {
  const made = Object.assign(document.createElement(name), properties);
  made.append(...parts);
  return made;
}
