/** Many imports under one name, and the words for where they stand. */
@NullMarked
package io.soundforge.alchemy.contracts.batch;

import org.jspecify.annotations.NullMarked;
