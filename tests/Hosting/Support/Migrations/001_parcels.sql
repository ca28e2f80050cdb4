CREATE TABLE parcel (
    id    TEXT {ordinal} PRIMARY KEY,
    count BIGINT NOT NULL
);
