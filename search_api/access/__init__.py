"""Who may read what over HTTP: users and groups, the door that knows them, browsers' sessions, the audit log."""
