// The first types of this floor land here.
