/* Where does a device keep what was written on it? In IndexedDB, every writing transaction with durability "strict":
   the promise of `written` holds only once the browser has told the operating system to bring it to the disk. */

export const NAME = "eyre-fieldwork";
export const VERSION = 2;
const STRICT = { durability: "strict" };

/** Another page holds an older form of the store open. */
export class Blocked extends Error {}
/** The store on this device has a newer form than this page knows. */
export class Newer extends Error {}

/** What each version of the store added. A store that exists is never dropped: it may hold work that was not sent. */
const ADDED = [
  (database) => {
    database.createObjectStore("device", { keyPath: "name" });
    const operations = database.createObjectStore("operations", { keyPath: "id" });
    operations.createIndex("state", ["state", "order"]);
    database.createObjectStore("leases", { keyPath: "assessment" });
  },
  (database, transaction) => {
    // Rows of version 1 have no assessment beside their box: Outbox.adopt writes it there once the device is unlocked
    transaction.objectStore("operations").createIndex("assessment", ["assessment", "order"]);
    database.createObjectStore("pages", { keyPath: "assessment" });
    database.createObjectStore("forms", { keyPath: "id" });
  },
];

/** The store of this device. `lost` is called when the browser takes the connection away; the next use opens it again. */
export class Store {
  constructor({ name = NAME, factory = indexedDB, lost = () => {} } = {}) {
    Object.assign(this, { name, factory, lost, waiting: null });
  }

  /** Read or write several stores in one transaction; resolves with what `work` gave once it is complete. */
  async written(names, work) {
    return this.#carriedOut(names, "readwrite", STRICT, work);
  }

  async read(names, work) {
    return this.#carriedOut(names, "readonly", {}, work);
  }

  async close() {
    const database = await this.waiting;
    this.waiting = null;
    database?.close();
  }

  async #carriedOut(names, mode, options, work) {
    try {
      return await carriedOut(await this.#opened(), names, mode, options, work);
    } catch (why) {
      // The browser may close a connection at any moment (memory, a backgrounded tab): once more, on a new one
      if (why.name !== "InvalidStateError") throw why;
      this.waiting = null;
      return carriedOut(await this.#opened(), names, mode, options, work);
    }
  }

  #opened() {
    this.waiting ??= opened(this.factory, this.name, () => {
      this.waiting = null;
      this.lost();
    }).catch((why) => {
      this.waiting = null;
      throw why;
    });
    return this.waiting;
  }
}

/** One request as a promise. */
export function asked(request) {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
}

function opened(factory, name, closed) {
  return new Promise((resolve, reject) => {
    const request = factory.open(name, VERSION);
    request.onupgradeneeded = ({ oldVersion }) =>
      ADDED.slice(oldVersion).forEach((add) => add(request.result, request.transaction));
    request.onblocked = () => reject(new Blocked("Close the other windows of Eyre, then try again"));
    request.onerror = () => reject(inWords(request.error));
    request.onsuccess = () => {
      const database = request.result;
      database.onversionchange = () => database.close();
      database.onclose = closed;
      resolve(database);
    };
  });
}

function inWords(why) {
  return why?.name === "VersionError" ? new Newer("A newer Eyre is in use on this device: load this page again") : why;
}

function carriedOut(database, names, mode, options, work) {
  return new Promise((resolve, reject) => {
    const transaction = database.transaction(names, mode, options);
    let given;
    transaction.oncomplete = () => resolve(given);
    transaction.onabort = () => reject(transaction.error ?? new DOMException("aborted", "AbortError"));
    const stores = Object.fromEntries([names].flat().map((name) => [name, transaction.objectStore(name)]));
    // In an async function, so that what fails at once ends the transaction as what fails later does
    (async () => work(stores))().then(
      (result) => {
        given = result;
      },
      (why) => {
        reject(why);
        if (!transaction.error) quietly(() => transaction.abort());
      },
    );
  });
}

/** Aborting what has ended already is no fault. */
function quietly(act) {
  try {
    act();
  } catch (why) {
    if (why.name !== "InvalidStateError") throw why;
  }
}
