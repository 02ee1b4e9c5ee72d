/** Stores of objects behind HTTP: S3 and what speaks like it, Supabase Storage. */
@NullMarked
package io.soundforge.alchemy.platform.storage.object;

import org.jspecify.annotations.NullMarked;
