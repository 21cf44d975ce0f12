// Lessons of which their clubs tell as much as clubs do: long names, a long way to the door, much to
// bring, and no place left. For what must fit on paper.
import { execFileSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import path from "node:path";
import { program } from "./demo.js";

const HEAD = "naam;aanbieder;activiteit;dag;van;tot;adres;postcode;plaats;prijs;proefles;plaatsen;contact;telefoon;meenemen;verzamelpunt;bron_id";
const STREET = "Burgemeester van Heusden-Verhoevenlaan 112a";
const TOWN = "Brugdam aan de Rivier";

const lessons = (postcode) => [
  ["Samen rustig wandelen en koffiedrinken voor senioren uit de wijk", "Stichting Welzijn en Ontmoeting Brugdam en Omstreken", "wandelen", "dinsdag", "10:00", "11:30", STREET, postcode, TOWN, "€ 7,50 per les", "1e les gratis", "vol", "Tineke van der Meulen-Groenewoud", "073 123 45 67", "Makkelijke schoenen, een regenjas, een flesje water en geld voor de koffie na afloop", "Bij de hoofdingang van het wijkcentrum, naast de fietsenstalling", "lang-1"],
  ["Bewegen op muziek van vroeger met zitdans en lichte oefeningen", "Sportvereniging Vooruitgang en Vriendschap Brugdam-Noord", "dansen", "woensdag", "13:30", "14:30", STREET, postcode, TOWN, "€ 180,00 per seizoen", "1e les gratis", "vol", "Abdelkader ben Mohammed el Hassani", "073 123 45 68", "Kleding waarin u makkelijk beweegt, binnenschoenen met een stevige zool, een handdoek", "In de kantine op de eerste verdieping, de lift is links van de balie", "lang-2"],
  ["Zwemmen in warm water voor mensen met pijn of stijve gewrichten", "Zwembad en Sportcentrum De Waterlelie Brugdam-Zuidoost", "zwemmen", "donderdag", "19:00", "20:00", STREET, postcode, TOWN, "€ 12,50 per les", "proefles € 5,00", "vol", "Willemijn Hendrikse-van den Broek", "073 123 45 69", "Badkleding, een handdoek, slippers en een muntje van twee euro voor het kastje", "Bij de kassa, zeg dat u voor de warmwatergroep komt", "lang-3"],
];

/** Takes them into a running demo, as an operator takes in a list, and gives their three keys. */
export async function longLessons(demo) {
  const rows = lessons(demo.postcode);
  const file = path.join(demo.data, "lang.csv");
  writeFileSync(file, [HEAD, ...rows.map((row) => row.join(";"))].join("\n"));
  execFileSync(program(), ["import", "offers", file, "--source", "lang", "--data", demo.data], { stdio: "pipe" });
  const keys = [];
  for (const [title] of rows) keys.push(await keyOf(demo, title));
  return keys;
}

// The running demo hears of new offers within a second.
async function keyOf(demo, title) {
  const deadline = Date.now() + 20_000;
  while (Date.now() < deadline) {
    const answer = await fetch(`${demo.url}/api/v1/aanbod?q=${encodeURIComponent(title)}`);
    const { resultaten } = await answer.json();
    const found = resultaten.find(({ titel }) => titel === title);
    if (found) return found.sessies[0].id;
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
  throw new Error(`nobody finds "${title}"`);
}
