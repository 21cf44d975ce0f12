// A referral made by a program, over the API: for stories that begin once somebody is referred.
import assert from "node:assert/strict";
import { randomUUID } from "node:crypto";

/**
 * Refers somebody to the best session around the demo's postcode, or to the one that is named, all
 * agreed, with the token of a role. Gives the address of the referral's page, its number, and the
 * name of the provider of the best.
 */
export async function referByProgram(demo, role, client, named) {
  const { token } = demo.account(role);
  const ask = async (path, body, headers = {}) => {
    const answer = await fetch(`${demo.url}/api/v1${path}`, {
      method: "POST",
      headers: { "Content-Type": "application/json", ...headers },
      body: JSON.stringify(body),
    });
    const told = await answer.json();
    assert.ok(answer.ok, `${path} answers ${answer.status}: ${JSON.stringify(told)}`);
    return told;
  };
  const { resultaten } = await ask("/zoekvragen", { postcode: demo.postcode, aantal: 1 });
  const [{ sessieId, aanbieder }] = resultaten;
  const toestemming = { delenMetAanbieder: true, terugkoppeling: true, begeleiding: true, wijze: "mondeling" };
  const { id, nummer } = await ask(
    "/verwijzingen",
    { sessieId: named ?? sessieId, client, aanleiding: ["meer-bewegen"], toestemming },
    { Authorization: `Bearer ${token}`, "Idempotency-Key": randomUUID() },
  );
  return { address: `/verwijzingen/${id}`, number: nummer, provider: aanbieder };
}
