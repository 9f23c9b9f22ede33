/** Everything that touches the internals of the engine: expressions, clock, task guard, form gate, optional timers, indexes. */
package org.iroprotocol.engine;
