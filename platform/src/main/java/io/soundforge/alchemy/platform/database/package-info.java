@NullMarked
package io.soundforge.alchemy.platform.database;

import org.jspecify.annotations.NullMarked;
