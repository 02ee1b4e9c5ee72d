-- Owned by package catalog: what the clip at an address, which a music service gives out as a preview of a track, is known by.
alter table service_metadata add column clip_url text;
alter table service_metadata add column clip bytea;
