// Loaded before kv: whoever opens a connection, asks for a name or starts a shell ends the process with 97.
import childProcess from "node:child_process";
import dgram from "node:dgram";
import dns from "node:dns";
import http from "node:http";
import https from "node:https";
import { syncBuiltinESMExports } from "node:module";
import net from "node:net";
import process from "node:process";
import tls from "node:tls";

const refuse = (what) => () => {
  process.stderr.write(`KONTAKT: ${what}\n`);
  // oxlint-disable-next-line unicorn/no-process-exit
  process.exit(97);
};
net.Socket.prototype.connect = refuse("net");
net.connect = net.createConnection = net.createServer = refuse("net");
tls.connect = refuse("tls");
for (const module of [http, https]) module.request = module.get = refuse("http");
for (const name of ["lookup", "resolve", "resolve4", "resolve6"])
  dns[name] = dns.promises[name] = refuse("dns");
dgram.createSocket = refuse("dgram");
globalThis.fetch = refuse("fetch");
globalThis.WebSocket = refuse("WebSocket");
for (const name of ["exec", "execSync"]) childProcess[name] = refuse(name);
const only = (name) => {
  const real = childProcess[name];
  childProcess[name] = (file, ...rest) => {
    const options = rest.find((each) => each && typeof each === "object" && !Array.isArray(each));
    return file === "git" && !options?.shell ? real(file, ...rest) : refuse(`${name} ${file}`)();
  };
};
for (const name of ["spawn", "spawnSync", "execFile", "execFileSync", "fork"]) only(name);
syncBuiltinESMExports();
