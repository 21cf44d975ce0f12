### What to do, beside a field of a resident's form.

fout-ontbreekt-kort = Fill this in
fout-ontbreekt-naam = Fill in a name
fout-ontbreekt-telefoon = Fill in a phone number
fout-ontbreekt-postcode = Fill in a postcode, such as 5299 AB
fout-telefoon-kort = Write 10 digits, such as 06 12 34 56 78
fout-email-kort = Write it like name@example.nl
fout-postcode-kort = Write 4 digits and 2 letters, such as 5299 AB
fout-geboortejaar-kort = Write 4 digits, such as 1954
fout-geen-contact-kort = Fill in a phone number, e-mail address or address
fout-onbekende-code-kort = Choose something from the list
fout-bsn-kort = Remove the citizen service number (BSN)
fout-te-lang-kort = Make the text shorter
fout-tekens-kort = Type the text again
fout-woorden-nodig-kort = Write a few words
fout-toestemming-begeleiding-kort = Say whether somebody may call and help
fout-onbekende-plaats-kort = Check the name of the place
fout-welke-plaats-kort = Choose which place you mean
fout-onbekende-postcode-kort = Check the digits, or fill in a place
fout-postcodes-ontbreken-kort = Fill in a place for now
fout-afstand-kort = Choose a distance from the list
fout-getal-kort = Fill in a number
