@NullMarked
package io.soundforge.alchemy.gateway.models;

import org.jspecify.annotations.NullMarked;
