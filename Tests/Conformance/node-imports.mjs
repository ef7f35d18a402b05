// What the suites of Engine.IO and Socket.IO run on: Debian's chai and ws, and Node's own fetch, turned to the server
// that PILSUN_URL names. Stands in for the suites' node-imports.js.
import { createRequire } from "node:module";

const require = createRequire("/usr/share/nodejs/");
const chai = require("chai");
const { WebSocket } = require("ws");

chai.use(({ Assertion }) => {
  Assertion.addMethod("startsWith", function (prefix) {
    this.assert(String(this._obj).startsWith(prefix), "expected #{this} to start with #{exp}", "", prefix);
  });
});

const turn = (url) => String(url).replace("://localhost:3000", process.env.PILSUN_URL.replace(/^http/, ""));
const fetch = globalThis.fetch;

globalThis.chai = chai;
globalThis.fetch = (url, options) => fetch(turn(url), options);
globalThis.WebSocket = class extends WebSocket {
  constructor(url, ...rest) {
    super(turn(url), ...rest);
  }
};
