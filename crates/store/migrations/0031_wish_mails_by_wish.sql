-- Whether a coach heard today is asked of the wishes and no longer of all their mail.
DROP INDEX outbox_wish_mail;
