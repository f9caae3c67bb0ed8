// What is sealed and opened: a round under the key that six words or a passkey give back, and lines
// to a key of the home of which this telephone has only the half that seals.

const text = new TextEncoder();
const plain = new TextDecoder();
export const ROUNDS = 600000;
const INFO = text.encode("banso field 1");
const PASSKEY = text.encode("banso field passkey");

export const random = (size) => crypto.getRandomValues(new Uint8Array(size));

export function newId(now = Date.now()) {
  const bytes = random(16);
  for (let place = 5, rest = now; place >= 0; place -= 1, rest = Math.floor(rest / 256)) {
    bytes[place] = rest % 256;
  }
  bytes[6] = (bytes[6] & 0x0f) | 0x70;
  bytes[8] = (bytes[8] & 0x3f) | 0x80;
  const hex = [...bytes].map((one) => one.toString(16).padStart(2, "0")).join("");
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
}

export async function canSeal() {
  if (!globalThis.isSecureContext || !globalThis.crypto?.subtle || !globalThis.indexedDB) {
    return false;
  }
  try {
    await crypto.subtle.generateKey({ name: "X25519" }, false, ["deriveBits"]);
    return true;
  } catch {
    return false;
  }
}

const aes = (raw, uses = ["encrypt", "decrypt"]) =>
  crypto.subtle.importKey("raw", raw, "AES-GCM", false, uses);

export async function seal(key, what) {
  const iv = random(12);
  const data = await crypto.subtle.encrypt(
    { name: "AES-GCM", iv },
    key,
    text.encode(JSON.stringify(what)),
  );
  return { iv, data: new Uint8Array(data) };
}

export async function open(key, sealed) {
  const said = await crypto.subtle.decrypt({ name: "AES-GCM", iv: sealed.iv }, key, sealed.data);
  return JSON.parse(plain.decode(said));
}

// Words as they are typed: either kana, any width, with spaces between them, or others, or none.
export function wordsOf(typed) {
  const kana = typed
    .normalize("NFKC")
    .replace(/[ァ-ヶ]/g, (one) => String.fromCharCode(one.charCodeAt(0) - 0x60));
  return kana.split(/[\s、,・]+/).filter(Boolean);
}

export const glued = (typed) => wordsOf(typed).join("");

async function fromWords(typed, { salt, spaced = true }) {
  const words = text.encode(wordsOf(typed).join(spaced ? " " : ""));
  const base = await crypto.subtle.importKey("raw", words, "PBKDF2", false, ["deriveKey"]);
  return crypto.subtle.deriveKey(
    { name: "PBKDF2", hash: "SHA-256", salt, iterations: ROUNDS },
    base,
    { name: "AES-GCM", length: 256 },
    false,
    ["encrypt", "decrypt"],
  );
}

async function fromPasskey(secret, salt) {
  const base = await crypto.subtle.importKey("raw", secret, "HKDF", false, ["deriveKey"]);
  return crypto.subtle.deriveKey(
    { name: "HKDF", hash: "SHA-256", salt, info: PASSKEY },
    base,
    { name: "AES-GCM", length: 256 },
    false,
    ["encrypt", "decrypt"],
  );
}

async function wrapped(raw, over) {
  const iv = random(12);
  const data = await crypto.subtle.encrypt({ name: "AES-GCM", iv }, over, raw);
  return { iv, data: new Uint8Array(data) };
}

export async function lockWithWords(words) {
  const raw = random(32);
  const salt = random(16);
  const kept = await wrapped(raw, await fromWords(words, { salt, spaced: false }));
  return { key: await aes(raw), lock: { way: "words", salt, spaced: false, ...kept } };
}

export function hasPasskeys() {
  return Boolean(globalThis.PublicKeyCredential && navigator.credentials?.create);
}

async function secretOf(id, salt) {
  const found = await navigator.credentials.get({
    publicKey: {
      challenge: random(32),
      allowCredentials: [{ type: "public-key", id }],
      userVerification: "required",
      extensions: { prf: { eval: { first: salt } } },
    },
  });
  const secret = found?.getClientExtensionResults().prf?.results?.first;
  if (!secret) throw new DOMException("no prf", "NotSupportedError");
  return new Uint8Array(secret);
}

export async function lockWithPasskey() {
  const salt = random(32);
  const made = await navigator.credentials.create({
    publicKey: {
      challenge: random(32),
      rp: { name: "Banso" },
      user: { id: random(16), name: "Banso", displayName: "Banso" },
      pubKeyCredParams: [
        { type: "public-key", alg: -7 },
        { type: "public-key", alg: -257 },
      ],
      authenticatorSelection: { userVerification: "required", residentKey: "preferred" },
      extensions: { prf: { eval: { first: salt } } },
    },
  });
  if (!made?.getClientExtensionResults().prf?.enabled) {
    throw new DOMException("no prf", "NotSupportedError");
  }
  const id = new Uint8Array(made.rawId);
  const raw = random(32);
  const kept = await wrapped(raw, await fromPasskey(await secretOf(id, salt), salt));
  return { key: await aes(raw), lock: { way: "passkey", id, salt, ...kept } };
}

export async function unlock(lock, typed) {
  const over =
    lock.way === "words"
      ? await fromWords(typed, lock)
      : await fromPasskey(await secretOf(lock.id, lock.salt), lock.salt);
  const raw = await crypto.subtle.decrypt({ name: "AES-GCM", iv: lock.iv }, over, lock.data);
  return aes(raw);
}

const bytesOf = (base64) => Uint8Array.from(atob(base64), (one) => one.charCodeAt(0));

function base64url(bytes) {
  let said = "";
  for (const one of bytes) said += String.fromCharCode(one);
  return btoa(said).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
}

function joined(...parts) {
  const whole = new Uint8Array(parts.reduce((size, one) => size + one.length, 0));
  let place = 0;
  for (const one of parts) {
    whole.set(one, place);
    place += one.length;
  }
  return whole;
}

export async function sealToHome(publicKey, op, what) {
  const theirs = bytesOf(publicKey);
  const home = await crypto.subtle.importKey("raw", theirs, { name: "X25519" }, false, []);
  const ours = await crypto.subtle.generateKey({ name: "X25519" }, true, ["deriveBits"]);
  const half = new Uint8Array(await crypto.subtle.exportKey("raw", ours.publicKey));
  const shared = await crypto.subtle.deriveBits(
    { name: "X25519", public: home },
    ours.privateKey,
    256,
  );
  const base = await crypto.subtle.importKey("raw", shared, "HKDF", false, ["deriveKey"]);
  const key = await crypto.subtle.deriveKey(
    { name: "HKDF", hash: "SHA-256", salt: joined(half, theirs), info: INFO },
    base,
    { name: "AES-GCM", length: 256 },
    false,
    ["encrypt"],
  );
  const iv = random(12);
  const data = await crypto.subtle.encrypt(
    { name: "AES-GCM", iv, additionalData: text.encode(op) },
    key,
    text.encode(JSON.stringify(what)),
  );
  return base64url(joined(half, iv, new Uint8Array(data)));
}
