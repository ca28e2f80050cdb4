-- Who is signed in to the operator's pages: a session acts as the key it was opened with. token_hash is the SHA-256 of what the browser's cookie holds.
CREATE TABLE operator_session (
    token_hash TEXT {ordinal} PRIMARY KEY,
    key_id     TEXT {ordinal} NOT NULL REFERENCES api_key (id),
    expires_at BIGINT NOT NULL
);

CREATE INDEX operator_session_expiry ON operator_session (expires_at);
