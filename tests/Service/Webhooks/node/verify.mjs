// Reads lines of JSON, {"secret", "headers", "body"}, and verifies each webhook as a receiver does. Prints a line for each: "ok" or what is wrong with it.
import { createInterface } from "node:readline";
import { Webhook } from "standardwebhooks";

for await (const line of createInterface({ input: process.stdin })) {
  const { secret, headers, body } = JSON.parse(line);
  try {
    const verified = new Webhook(secret).verify(body, headers);
    console.log(verified.data.participation_id ? "ok" : "not an event");
  } catch (fault) {
    console.log(fault.message);
  }
}
