-- Owned by package catalog: tracks are found by words of their name, artist and album, whatever their case and accents.
-- No extension is needed for it, and no column, so that rows look as before. None of the functions calls another of ours:
-- indexes are kept with a search path that has only the system's. What they say they cost makes the index worth its while.

-- In small letters, without accents and apostrophes.
create function alchemy_plain_text(text) returns text language sql immutable strict parallel safe cost 200 as $$
    select translate(
        replace(replace(replace(replace(
            lower(regexp_replace(normalize($1, NFKD), '[\u0300-\u036f]', '', 'g')),
            'ß', 'ss'), 'æ', 'ae'), 'œ', 'oe'), 'þ', 'th'),
        'øłđðıħŧ’‘`´ʼ''', 'olddiht')
$$;

-- And once more without punctuation, so that both ac/dc and acdc are in it.
create function alchemy_with_bare_words(text) returns text language sql immutable strict parallel safe cost 200 as $$
    select $1 || ' ' || regexp_replace($1, '[!-/:-@[-`{-~\u2010-\u2027]', '', 'g')
$$;

-- All runs of one to three characters within words. A text that has all runs of a word has, but for rare accidents, the word.
create function alchemy_text_runs(text) returns text[] language sql immutable strict parallel safe cost 2000 as $$
    select array(
        select run
        from (
            select substr($1, place, size) as run
            from generate_series(1, 3) as size, generate_series(1, length($1) + 1 - size) as place
        ) as runs
        where strpos(run, ' ') = 0)
$$;

create index tracks_search on tracks using gin (alchemy_text_runs(alchemy_with_bare_words(alchemy_plain_text(
    name || ' ' || coalesce(artist, '') || ' ' || coalesce(album, '')))));
