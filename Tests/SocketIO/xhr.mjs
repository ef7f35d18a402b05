// As much of XMLHttpRequest as Socket.IO's polling uses, on Node's http: browsers have it, Node has not.
import http from "node:http";

const agent = new http.Agent({ keepAlive: true });

export class XMLHttpRequest {
  readyState = 0;
  status = 0;
  responseText = "";
  withCredentials = false;
  onreadystatechange = () => {};
  #headers = {};

  open(method, url) {
    this.#headers = {};
    this.#options = { method, agent };
    this.#url = url;
  }

  #options;
  #url;
  #request;

  setRequestHeader(name, value) {
    this.#headers[name] = value;
  }

  getResponseHeader() {
    return null;
  }

  send(body) {
    this.#request = http.request(this.#url, { ...this.#options, headers: this.#headers }, (response) => {
      this.status = response.statusCode;
      response.setEncoding("utf8");
      response.on("data", (text) => (this.responseText += text));
      response.on("end", () => this.#finish());
      response.on("error", () => this.#fail());
    });
    this.#request.on("error", () => this.#fail());
    this.#request.end(body ?? undefined);
  }

  abort() {
    this.#request?.destroy();
  }

  #finish() {
    this.readyState = 4;
    this.onreadystatechange();
  }

  #fail() {
    this.status = 0;
    this.#finish();
  }
}
