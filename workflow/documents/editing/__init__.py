"""A draft edited clause by clause: places, numbers that nobody changes unasked, operations, notices."""
