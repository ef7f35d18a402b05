import type { InkStorage } from "./pilsun.js";

/**
 * A storage in the browser's IndexedDB: each tab has a place of its own, and a page takes up the latest place whose tab has gone and whose state
 * is wanted.
 */
export function indexedDBStorage(name?: string, isWanted?: (state: { head: { text: string; [field: string]: unknown }; ended: number }) => boolean): InkStorage;
