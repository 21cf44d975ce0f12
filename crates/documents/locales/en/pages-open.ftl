### What stands around a resident's page: header and footer.

basis-naar-inhoud = Go to the content
basis-demo = This is a demo.
basis-demo-uitleg = All people are made up.
basis-demo-post = See the post
basis-gemeente = Municipality of { $naam }
basis-privacy = Privacy
basis-toegankelijkheid = Accessibility
basis-hulp = Need help? Call { $telefoon }
basis-inloggen = Sign in
link-naar-begin = To the front page
mag-leeg = (not required)
